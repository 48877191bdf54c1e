// The present time in a city, beside what the page says of its time zone. Without script the words stand alone.
for (const place of document.querySelectorAll("[data-time-zone]")) {
  const show = () => {
    try {
      place.textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
        timeZone: place.dataset.timeZone,
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }).format(new Date());
    } catch {
      place.remove(); // a browser that does not know the zone
    }
  };
  show();
  setInterval(show, 15000);
}
