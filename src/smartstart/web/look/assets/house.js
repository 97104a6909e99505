// The behaviour of the map, and three courtesies. Everything works without: the list beside the map is a form.
"use strict";
(() => {
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const make = (tag, around, name) => {
    const made = document.createElementNS(tag === "div" ? "http://www.w3.org/1999/xhtml" : "http://www.w3.org/2000/svg", tag);
    made.setAttribute("class", name);
    made.setAttribute("aria-hidden", "true");
    return around.appendChild(made);
  };
  const outline = (layer, area) => {
    layer.replaceChildren();
    if (area) for (const name of ["under", "over"]) make("path", layer, name).setAttribute("d", area.getAttribute("d"));
  };
  const say = (text) => { document.getElementById("map-say").textContent = text; };
  const nearest = (from, areas, [dx, dy]) => {
    const middle = (area) => { const box = area.getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
    const [x, y] = middle(from);
    const far = areas.map((area) => {
      const [ax, ay] = middle(area), ahead = (ax - x) * dx + (ay - y) * dy, aside = (ax - x) * dy + (ay - y) * dx;
      return area === from || ahead < 0.5 ? Infinity : ahead + 2 * Math.abs(aside);
    });
    const least = Math.min(...far);
    return least === Infinity ? null : areas[far.indexOf(least)];
  };

  function liven(map) {
    const areas = [...map.querySelectorAll(".area")], frame = map.parentNode, tip = make("div", frame, "map-tip");
    const chosen = map.appendChild(map.querySelector("g.chosen") || make("g", map, "chosen")), ring = make("g", map, "ring");
    const of = (event) => event.target.closest(".area");
    const hide = () => { tip.hidden = true; }, list = document.querySelector("select[name=gebied]");
    const show = (area) => {
      const box = area.getBoundingClientRect(), around = frame.getBoundingClientRect();
      tip.textContent = area.getAttribute("aria-label");
      tip.hidden = false;
      const left = box.left - around.left + (box.width - tip.offsetWidth) / 2;
      tip.style.left = Math.max(0, Math.min(left, around.width - tip.offsetWidth)) + "px";
      tip.style.top = Math.max(0, box.top - around.top - tip.offsetHeight + 3) + "px";
    };
    const rest = (on) => areas.forEach((area) => area.setAttribute("tabindex", area === on ? "0" : "-1"));
    const press = (on) => areas.forEach((area) => area.setAttribute("aria-pressed", String(area === on)));
    const go = (area) => { rest(area); area.focus(); say(area.getAttribute("aria-label")); };
    const choose = (area) => {
      const here = new URL(location.href), code = area.dataset.c;
      here.searchParams.set("gebied", code);
      history.replaceState(null, "", here);
      if (list) list.value = code;
      rest(area); press(area); outline(chosen, area); say(area.dataset.n + " gekozen");
      htmx.ajax("GET", map.dataset.detailUrl.replace("{code}", code), { target: "#map-detail", swap: "innerHTML" });
    };
    for (const area of areas) {
      const title = area.querySelector("title");
      area.setAttribute("role", "button");
      area.setAttribute("aria-label", title ? title.textContent : area.dataset.n);
      if (title) title.remove(); // our own text box takes its place
    }
    const first = areas.find((area) => area.dataset.c === (new URL(location.href).searchParams.get("gebied") || list?.value));
    rest(first || areas[0]); press(first); hide();
    map.addEventListener("pointerover", (event) => of(event) && show(of(event)));
    map.addEventListener("click", (event) => of(event) && choose(of(event)));
    frame.addEventListener("focusin", (event) => { if (of(event)?.matches(":focus-visible")) { outline(ring, of(event)); show(of(event)); } });
    frame.addEventListener("focusout", () => { outline(ring); hide(); }); // a drawing that listens itself is a Tab stop
    map.addEventListener("keydown", (event) => {
      const area = of(event), way = WAYS[event.key];
      if (!area || !(way || event.key === "Enter" || event.key === " ")) return;
      event.preventDefault();
      const next = way && nearest(area, areas, way);
      if (!way) choose(area); else if (next) go(next); else say("Verder is er geen gebied");
    });
    frame.addEventListener("pointerleave", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }

  document.querySelectorAll("svg[data-map]").forEach(liven);
  document.getElementById("fouten")?.focus();
  addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
  for (const name of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(name, (event) => {
    event.detail.target.textContent = "Dat ophalen lukte niet. Kies het gebied in de lijst, of probeer het straks nog eens.";
  });
})();
