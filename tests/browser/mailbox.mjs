// The mailbox of `knead dev`: a mail is found by its subject, and its link is followed.

import { expect, expectSame } from "./expect.mjs";

/** How long a mail may take, in milliseconds. */
const MAIL_MS = 20_000;

export class Mailbox {
  /** Looks at the mailbox itself the first time it is opened. */
  constructor(client) {
    Object.assign(this, { client, page: client.page, looked: false });
  }

  /** Opens the newest mail of this subject, and presses what leads on in it. */
  async follow(subject, words, heading) {
    const mail = await this.#find(subject);
    await this.#look("mailbox");
    await this.client.go(mail, subject);
    await this.#look(`mail, ${words}`);
    this.looked = true;
    const address = await this.page.frameLocator("iframe").getByRole("link", { name: words, exact: true }).getAttribute("href");
    expectSame(new URL(address).origin, this.client.visitor.origin, `where "${words}" leads`);
    await this.page.goto(address);
    await this.client.expectHeading(heading);
  }

  /** It leaves a moment after the change it tells of. */
  async #find(subject) {
    const mail = this.page.getByRole("link", { name: subject }).first();
    const late = performance.now() + MAIL_MS;
    do {
      expect(performance.now() < late, `no mail "${subject}" has come in ${MAIL_MS / 1000} s`);
      await this.page.goto("/_dev/mail/");
    } while ((await mail.count()) === 0);
    return mail;
  }

  async #look(name) {
    if (!this.looked) await this.client.look(name);
  }
}
