"use strict";

// Inside Airflow's UI the page takes its light or dark from there.
try {
  const root = window.parent !== window ? window.parent.document.documentElement : null;
  if (root && root.classList.contains("dark")) document.documentElement.dataset.theme = "dark";
  else if (root) document.documentElement.dataset.theme = "light";
} catch { /* a page of another origin around us: the system's own setting counts */ }

const own = document.getElementById("own-page");
if (own) own.textContent = own.href;

const box = document.getElementById("decide");
if (box) {
  const note = document.getElementById("note");
  const answer = document.getElementById("answer");
  const buttons = [...box.querySelectorAll("button")];
  let armed = null;

  const arm = (button) => {
    if (armed) armed.textContent = armed.value;
    armed = button;
    if (button) button.textContent = `Sure? ${button.value}`;
    for (const each of buttons) each.classList.toggle("armed", each === button);
  };

  const decide = async (decision) => {
    for (const each of buttons) each.disabled = true;
    try {
      const response = await fetch(box.dataset.to, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-Concord-Page": "outbox" },
        body: JSON.stringify({ decision, attempt: Number(box.dataset.attempt), note: note.value }),
      });
      const told = await response.json();
      answer.textContent = told.said || told.refused || told.detail || "This was refused.";
      if (response.ok) window.location.reload();
    } catch {
      answer.textContent = "There was no answer. Load the page again to see where the mail stands.";
    } finally {
      for (const each of buttons) each.disabled = false;
      arm(null);
    }
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (!note.value.trim()) {
        answer.textContent = "A note is required: how you know, or why it is given up.";
        note.focus();
      } else if (armed === button) {
        decide(button.value);
      } else {
        answer.textContent = "";
        arm(button);
      }
    });
  }
}
