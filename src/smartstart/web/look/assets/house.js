// The behaviour of the map, and two courtesies. Without this file everything works too: the list under the map is a form.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const at = (id) => document.getElementById(id);

  function liven(map) {
    const areas = [...map.querySelectorAll(".area")];
    const byCode = new Map(areas.map((area) => [area.dataset.c, area]));
    const tip = Object.assign(document.createElement("div"), { className: "map-tip", hidden: true });
    const list = document.querySelector("select[name=gebied]");
    const layers = ["chosen", "ring"].map((name) => {
      const found = map.querySelector("g." + name) || document.createElementNS(SVG, "g");
      found.setAttribute("class", name);
      found.setAttribute("aria-hidden", "true");
      return map.appendChild(found);
    });
    tip.setAttribute("aria-hidden", "true");
    map.parentNode.style.position = "relative";
    map.after(tip);

    for (const area of areas) {
      const title = area.querySelector("title");
      area.setAttribute("role", "button");
      area.setAttribute("aria-label", title ? title.textContent : area.dataset.n);
      area.setAttribute("tabindex", "-1");
      if (title) title.remove(); // our own text box takes its place
    }
    const middle = (area) => {
      const box = area.getBBox();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const outline = (layer, area) => layer.replaceChildren(...[0, 1].map(() => {
      const copy = document.createElementNS(SVG, "path");
      copy.setAttribute("d", area.getAttribute("d"));
      return copy;
    }));
    const hide = () => { tip.hidden = true; };
    const show = (area) => {
      const box = area.getBoundingClientRect(), frame = map.parentNode.getBoundingClientRect();
      tip.textContent = area.getAttribute("aria-label");
      tip.hidden = false;
      const left = box.left - frame.left + box.width / 2 - tip.offsetWidth / 2;
      tip.style.left = Math.max(0, Math.min(left, frame.width - tip.offsetWidth)) + "px";
      tip.style.top = Math.max(0, box.top - frame.top - tip.offsetHeight - 8) + "px";
    };
    const rest = (area) => areas.forEach((one) => one.setAttribute("tabindex", one === area ? "0" : "-1"));
    const choose = (area) => {
      const code = area.dataset.c, url = map.dataset.detailUrl.replace("{code}", code), here = new URL(location.href);
      areas.forEach((one) => one.setAttribute("aria-pressed", String(one === area)));
      outline(layers[0], area);
      rest(area);
      if (list) list.value = code;
      here.searchParams.set("gebied", code);
      history.replaceState(null, "", here);
      htmx.ajax("GET", url, { target: "#map-detail", swap: "innerHTML" });
      say(area.dataset.n + " gekozen");
    };
    const say = (text) => { if (at("map-say")) at("map-say").textContent = text; };
    const nearest = (from, [dx, dy]) => {
      const [x, y] = middle(from);
      let best = null, least = Infinity;
      for (const area of areas) {
        const [ax, ay] = middle(area), ahead = (ax - x) * dx + (ay - y) * dy, aside = Math.abs((ax - x) * dy) + Math.abs((ay - y) * dx);
        const far = ahead + 2 * aside;
        if (area !== from && ahead > 0.5 && far < least) [best, least] = [area, far];
      }
      return best;
    };

    map.addEventListener("pointerover", (event) => event.target.closest(".area") && show(event.target.closest(".area")));
    map.addEventListener("pointerleave", hide);
    map.addEventListener("click", (event) => event.target.closest(".area") && choose(event.target.closest(".area")));
    map.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) { outline(layers[1], event.target); show(event.target); } });
    map.addEventListener("focusout", () => { layers[1].replaceChildren(); hide(); });
    map.addEventListener("keydown", (event) => {
      const area = event.target.closest(".area");
      if (event.key === "Escape") return hide();
      if (!area || !(event.key in STEPS || event.key === "Enter" || event.key === " ")) return;
      event.preventDefault();
      if (!(event.key in STEPS)) return choose(area);
      const next = nearest(area, STEPS[event.key]);
      if (!next) return say("Verder is er geen gebied");
      rest(next);
      next.focus();
      say(next.getAttribute("aria-label"));
    });
    rest(byCode.get(new URL(location.href).searchParams.get("gebied")) || byCode.get(list && list.value) || areas[0]);
  }

  document.querySelectorAll("svg[data-map]").forEach(liven);
  const mistakes = at("fouten");
  if (mistakes) mistakes.focus();
  addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
  document.addEventListener("htmx:responseError", (event) => {
    event.detail.target.textContent = "Dat ophalen lukte niet. Kies het gebied in de lijst, of probeer het straks nog eens.";
  });
})();
