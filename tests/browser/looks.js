// What a test finds on the page by looking at what the browser computed. Each answers in words.
{
  /** Every text that is shown: its contrast with the colours behind it, its size in pixels, itself. */
  texts() {
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const over = ([r, g, b, a = 1], below) => [r, g, b].map((one, at) => one * a + below[at] * (1 - a));
    const behind = (element) => {
      const layers = [];
      for (let one = element; one; one = one.parentElement) layers.unshift(channels(getComputedStyle(one).backgroundColor));
      return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
    };
    const linear = (one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
      const [r, g, b] = colour.map((one) => linear(one / 255));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const element = nodes.currentNode.parentElement;
      const text = nodes.currentNode.data.trim();
      if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
      const below = behind(element);
      const lights = [light(over(channels(getComputedStyle(element).color), below)), light(below)];
      const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
      found.push(`${ratio.toFixed(2)} ${parseFloat(getComputedStyle(element).fontSize)} ${text}`);
    }
    return found;
  },

  /** Texts below WCAG 2.2, 1.4.3, level AA: 4.5, or 3 for large ones. */
  faint() {
    return this.texts().filter((line) => {
      const [ratio, size] = line.split(" ").map(Number);
      return ratio < (size >= 24 ? 3 : 4.5);
    });
  },

  /** Controls smaller than 44 by 44 CSS pixels (WCAG 2.2, 2.5.5); links within a text may be. */
  small() {
    return [...document.querySelectorAll("button, a, input, select, textarea")]
      .filter((one) => one.checkVisibility() && !one.closest(".text") && !one.matches(".skip:not(:focus)"))
      .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
      .filter(([, box]) => box.width < 44 || box.height < 44)
      .map(([one, box]) => `${box.width} x ${box.height} ${one.outerHTML.slice(0, 90)}`);
  },

  /** What is cut off at the side, or can be scrolled sideways. */
  wider() {
    const cut = (one) => {
      const box = one.getBoundingClientRect();
      return box.right > innerWidth + 0.5 || box.left < -0.5;
    };
    const scrolls = (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible";
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility() && !one.matches(".unseen, .skip, pre, script, option"))
      .filter((one) => cut(one) || scrolls(one))
      .map((one) => one.outerHTML.slice(0, 90));
  },

  /** What is animated. */
  moving() {
    return [...document.querySelectorAll("*")]
      .filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
        return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
      })
      .map((one) => one.outerHTML.slice(0, 90));
  },
}
