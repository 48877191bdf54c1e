// Keeps the page of a job at work up to date, and goes on when it is done.
(() => {
  const section = document.querySelector(".import-progress");
  const bar = section.querySelector("progress");
  const sentences = section.querySelector(".import-sentences");
  const errors = section.querySelector(".import-first-errors");
  const list = errors.querySelector("ul");

  const show = (told) => {
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    }
    sentences.textContent = told.sentences.join(" · ");
    errors.hidden = told.errors.length === 0;
    list.replaceChildren(
      ...told.errors.map((sentence) => {
        const item = document.createElement("li");
        const text = document.createElement("bdi");
        text.textContent = sentence;
        item.append(text);
        return item;
      }),
    );
  };

  const ask = async () => {
    try {
      const response = await fetch(section.dataset.numbers, { headers: { Accept: "application/json" } });
      if (response.redirected || !response.ok) {
        location.reload();
        return;
      }
      const told = await response.json();
      if (told.next) {
        location.assign(told.next);
        return;
      }
      show(told);
    } catch {
      // The server is away for a moment: ask again.
    }
    setTimeout(ask, 1000);
  };

  setTimeout(ask, 500);
})();
