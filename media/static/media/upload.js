// Sends dropped or chosen files one by one, each with its own progress and answer. Without it the form works as it is.
"use strict";

(() => {
  const form = document.getElementById("upload-form");
  const list = document.getElementById("uploads");
  const chooser = form.elements.files;
  const words = form.dataset;
  const waiting = [];
  let isSending = false;

  function element(name, text, className = "") {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  }

  function show(files) {
    document.getElementById("uploads-title").hidden = false;
    for (const file of files) {
      const row = element("li", "");
      const progress = document.createElement("progress");
      progress.max = 100;
      progress.value = 0;
      progress.setAttribute("aria-label", file.name);
      row.append(element("b", file.name), " ", progress, " ", element("span", words.waiting));
      list.append(row);
      waiting.push([file, row]);
    }
    sendNext();
  }

  function tell(row, answer) {
    row.querySelector("progress").remove();
    row.className = answer.is_new ? "is-new" : "is-refused";
    row.querySelector("span").textContent = answer.is_new ? words.takenIn : answer.problems.join(" ");
    if (answer.address) {
      const link = element("a", answer.label);
      link.href = answer.address;
      row.append(" ", link);
    }
  }

  function sendNext() {
    if (isSending || !waiting.length) return;
    isSending = true;
    const [file, row] = waiting.shift();
    const data = new FormData(form);
    data.delete("files");
    data.append("files", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) row.querySelector("progress").value = (100 * event.loaded) / event.total;
    };
    request.onloadend = () => {
      const isAnswered = request.status === 200 && request.response;
      tell(row, isAnswered ? request.response : { problems: [words.failed] });
      isSending = false;
      sendNext();
    };
    request.send(data);
  }

  const zone = element("div", words.dropHere, "drop-zone");
  chooser.closest(".form-row").append(zone);
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
    });
  }
  document.addEventListener("drop", (event) => show(event.dataTransfer.files));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(chooser.files);
    chooser.value = "";
  });
})();
