/* Suggestions while typing, as the ARIA practices describe a combobox with a list; and `/` leads to the search.
   Without this script the form leads to the page of results. */

"use strict";

(() => {
  const WAIT = 120; // milliseconds without a key before asking

  class Suggestions {
    constructor(form, number) {
      this.form = form;
      this.field = form.querySelector('input[name="q"]');
      this.address = form.dataset.suggestions;
      this.asked = "";
      this.list = document.createElement("ul");
      this.list.id = `suggestions-${number}`;
      this.list.className = "suggestions";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", form.dataset.suggestionsLabel);
      form.append(this.list);
      this.prepareField();
    }

    prepareField() {
      const attributes = {
        role: "combobox",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-controls": this.list.id,
        "aria-expanded": "false",
      };
      for (const [name, value] of Object.entries(attributes)) {
        this.field.setAttribute(name, value);
      }
      this.field.addEventListener("input", (event) => {
        if (!event.isComposing) this.wait();
      });
      this.field.addEventListener("compositionend", () => this.wait());
      this.field.addEventListener("keydown", (event) => this.onKey(event));
      this.field.addEventListener("blur", () => this.close());
      // Before the field loses its focus, which would close the list.
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
    }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const words = this.field.value.trim();
      this.asked = words;
      if (!words) return this.close();
      try {
        const answer = await fetch(`${this.address}?q=${encodeURIComponent(words)}`, {
          headers: { accept: "application/json" },
        });
        if (answer.ok && this.asked === words) this.show((await answer.json()).suggestions);
      } catch {
        this.close(); // no connection: the form still works
      }
    }

    show(suggestions) {
      this.list.replaceChildren(...suggestions.map((each, place) => this.option(each, place)));
      this.select(null);
      const isOpen = suggestions.length > 0 && document.activeElement === this.field;
      this.list.hidden = !isOpen;
      this.field.setAttribute("aria-expanded", String(isOpen));
    }

    option(suggestion, place) {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = suggestion.url;
      const name = document.createElement("span");
      name.append(suggestion.title);
      if (suggestion.other) name.append(" ", this.small("suggestion-other", suggestion.other));
      option.append(name, this.small("suggestion-kind", suggestion.kind));
      return option;
    }

    small(className, text) {
      const part = document.createElement("span");
      part.className = className;
      part.textContent = text;
      return part;
    }

    get options() {
      return [...this.list.children];
    }

    get selected() {
      return this.list.querySelector('[aria-selected="true"]');
    }

    select(option) {
      this.selected?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) this.field.setAttribute("aria-activedescendant", option.id);
      else this.field.removeAttribute("aria-activedescendant");
    }

    onKey(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const isOpen = !this.list.hidden;
      if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && isOpen && this.selected) {
        event.preventDefault();
        this.follow(this.selected);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) this.move(event.key === "ArrowDown" ? 1 : -1);
        else this.ask();
      }
    }

    /* Past the last option comes none, so that what was typed can still be sent. */
    move(step) {
      const options = this.options;
      const place = options.indexOf(this.selected);
      const next = place < 0 && step < 0 ? options.length - 1 : place + step;
      this.select(options[next] ?? null);
    }

    follow(option) {
      if (option) window.location.assign(option.dataset.url);
    }

    close() {
      clearTimeout(this.timer);
      this.asked = "";
      this.list.hidden = true;
      this.select(null);
      this.field.setAttribute("aria-expanded", "false");
    }
  }

  const isTyping = (element) =>
    element.isContentEditable || /^(?:input|textarea|select)$/i.test(element.tagName);

  document.querySelectorAll("form[data-suggestions]").forEach((form, number) => new Suggestions(form, number));

  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("main form[data-suggestions] input, form[data-suggestions] input");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
