/** An address of this site in a command: the one that it is really served from, wherever that is. */
class SiteAddress extends HTMLElement {
  connectedCallback(): void {
    const { path } = this.dataset;
    if (path !== undefined) this.textContent = new URL(path, location.origin).href;
  }
}

customElements.define('site-address', SiteAddress);
