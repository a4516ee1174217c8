// Two ways to use a page: with a pointer, and with nothing but the keys.

import { expect, Unexpected } from "./expect.mjs";

/** Presses, chooses and types with a pointer. */
export class Pointer {
  press(control) {
    return control.click();
  }

  /** Twice, as many people do with every button. */
  pressTwice(control) {
    return control.dblclick();
  }

  choose(radio) {
    return radio.locator("xpath=ancestor::label").click();
  }

  tick(box) {
    return this.choose(box);
  }

  type(field, text) {
    return field.fill(text);
  }

  select(list, value) {
    return list.selectOption(value);
  }
}

/** How many keys it may take to get anywhere. */
const KEYS_MAX = 400;

/** Presses, chooses and types by Tab, arrows, Space and Enter alone. */
export class Keys {
  async press(control) {
    await reach(control);
    await control.page().keyboard.press("Enter");
  }

  pressTwice(control) {
    return this.press(control);
  }

  async choose(radio) {
    await walkTo(radio, "Tab", sharesFocusGroup);
    if (await radio.evaluate(hasFocus)) await radio.page().keyboard.press("Space");
    else await walkTo(radio, "ArrowDown", hasFocus);
    expect(await radio.isChecked(), `arrows lead to ${await name(radio)} without choosing it`);
    await expectInView(radio);
  }

  async tick(box) {
    await reach(box);
    await box.page().keyboard.press("Space");
  }

  async type(field, text) {
    await reach(field);
    const { keyboard } = field.page();
    await keyboard.press("ControlOrMeta+A");
    await (text ? keyboard.insertText(text) : keyboard.press("Delete"));
  }

  async select(list, value) {
    await reach(list);
    const order = await list.evaluate((list, value) => [...list.options].findIndex((option) => option.value === value) - list.selectedIndex, value);
    for (let pressed = 0; pressed < Math.abs(order); pressed += 1) await list.page().keyboard.press(order > 0 ? "ArrowDown" : "ArrowUp");
    expect((await list.inputValue()) === value, `arrows do not lead to ${value} in ${await name(list)}`);
  }
}

async function reach(control) {
  const pressed = await walkTo(control, "Tab", hasFocus);
  if (pressed > 0) await expectInView(control);
}

/** Presses a key until it is there; how often it took. */
async function walkTo(control, key, isThere) {
  await control.waitFor({ state: "attached" });
  for (let pressed = 0; pressed < KEYS_MAX; pressed += 1) {
    if (await control.evaluate(isThere)) return pressed;
    await control.page().keyboard.press(key);
  }
  throw new Unexpected(`${KEYS_MAX} times ${key} do not lead to ${await name(control)}`);
}

/** WCAG 2.4.11 and 2.4.7: what has the focus is not covered, and shows it. */
async function expectInView(control) {
  const words = await name(control);
  expect(await control.evaluate(isInView), `${words} has the focus but is covered or out of view`);
  expect(await control.evaluate(showsFocus), `${words} has the focus but does not show it`);
}

function name(control) {
  return control.evaluate((element) => `<${element.localName}> "${element.ariaLabel || element.textContent.trim() || element.id}"`);
}

// The functions below run in the page.

function hasFocus(element) {
  return element === document.activeElement;
}

/** Tab enters a group of radios once; arrows lead on from there. */
function sharesFocusGroup(radio) {
  const { activeElement: focused } = document;
  return focused?.type === "radio" && focused.name === radio.name && focused.form === radio.form;
}

function isInView(element) {
  const { left, top, width, height } = (element.closest("label") ?? element).getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return Boolean(found) && (element.contains(found) || Boolean(element.closest("label")?.contains(found)));
}

function showsFocus(element) {
  const drawn = [element, ...(element.closest("label")?.querySelectorAll("*") ?? []), element.closest("label")];
  return drawn.filter(Boolean).some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
}
