// Everything here is a shortcut: pages work without it.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const on = (type, run, options) => document.addEventListener(type, run, options);
  const typing = () => document.activeElement?.matches('input,textarea,select,[contenteditable]');

  // After a swap the server says where the focus goes.
  const focusAsked = (root) => {
    const node = root.matches?.('[data-focus]') ? root : $('[data-focus]', root);
    if (node) {
      if (!node.hasAttribute('tabindex')) node.tabIndex = -1;
      node.focus();
    }
  };
  focusAsked(document);
  on('htmx:after:swap', (event) => {
    const target = event.detail?.ctx?.target;
    if (target?.isConnected) focusAsked(target);
    else if (target?.id) focusAsked(document.getElementById(target.id) ?? document.body);
  });

  // Messages: one at a time, eight seconds, not while they are looked at.
  const status = $('#status');
  let leave;
  const arm = () => {
    clearTimeout(leave);
    leave = setTimeout(() => {
      if (status.matches(':hover') || status.contains(document.activeElement)) arm();
      else status.replaceChildren();
    }, 8000);
  };
  if (status) {
    if (status.firstElementChild) arm();
    new MutationObserver(() => status.firstElementChild && arm()).observe(status, { childList: true });
  }

  // Menus close as people expect.
  const closeMenus = (except) => {
    for (const menu of $$('details[name=menu][open]')) if (!menu.contains(except)) menu.open = false;
  };
  on('click', (event) => closeMenus(event.target));

  // A button that works says so, keeps the focus and does not send twice.
  on('submit', (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.dataset.sent) return event.preventDefault();
    if (!button || event.defaultPrevented || form.method !== 'post' || form.id === 'act') return;
    form.dataset.sent = 'yes';
    button.setAttribute('aria-busy', 'true');
    if (button.dataset.busy) {
      button.dataset.label = button.textContent;
      button.textContent = button.dataset.busy;
    }
  });
  const rest = (form) => {
    if (!form) return;
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-busy]')) {
      button.removeAttribute('aria-busy');
      if (button.dataset.label) button.textContent = button.dataset.label;
    }
  };
  addEventListener('pageshow', () => $$('form[data-sent]').forEach(rest));

  // Drafts: on this device, seven days, gone once sent or signed out.
  const week = 7 * 864e5;
  const store = (run) => {
    try {
      return run(localStorage);
    } catch {
      return null;
    }
  };
  const drop = (all) =>
    store((box) => {
      for (const key of Object.keys(box)) {
        if (!key.startsWith('draft:')) continue;
        const old = Date.now() - (Number.parseInt(box[key], 10) || 0) > week;
        if (all || old) box.removeItem(key);
      }
    });
  drop(false);
  const user = $('meta[name=viewer]')?.content ?? '';
  for (const form of $$('form[data-draft]')) {
    const area = $('textarea[name=text]', form);
    const said = $('[data-draft-said]', form);
    const key = `draft:${user}:${form.dataset.draft}`;
    const kept = store((box) => box.getItem(key));
    if (kept && !area.value) area.value = kept.slice(kept.indexOf(' ') + 1);
    let wait;
    area.addEventListener('input', () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        store((box) => (area.value ? box.setItem(key, `${Date.now()} ${area.value}`) : box.removeItem(key)));
        if (said) said.textContent = area.value ? said.dataset.draftSaid : '';
      }, 800);
    });
    form.addEventListener('submit', (event) => {
      clearTimeout(wait);
      // Kept until the server has it: the page that follows forgets it.
      if (event.submitter?.value !== 'attach') store(() => sessionStorage.setItem('sent', key));
    });
  }
  store(() => {
    const sent = sessionStorage.getItem('sent');
    if (!sent) return;
    sessionStorage.removeItem('sent');
    if (!$('.faults') && !$('.told')) localStorage.removeItem(sent);
  });
  on('submit', (event) => event.target.getAttribute('action') === '/sign-out' && drop(true), true);

  // Characters left: shown always, spoken near the end.
  for (const area of $$('textarea[data-max]')) {
    const left = area.closest('.field').querySelector('[data-left]');
    area.addEventListener('input', () => {
      const n = area.dataset.max - [...area.value].length;
      left.textContent = left.dataset.left.replace('#', n);
      if (n === 100 || n === 20 || n <= 0) left.setAttribute('role', 'status');
      else left.removeAttribute('role');
    });
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) area.form.querySelector('.primary').click();
    });
  }

  // Completion of names (ARIA combobox): arrows, Enter or Tab, Escape.
  for (const area of $$('textarea[data-mentions]')) {
    const box = $('#mentions', area.parentNode);
    let wait;
    let at = -1;
    const close = () => {
      box.replaceChildren();
      area.removeAttribute('aria-activedescendant');
      at = -1;
    };
    const word = () => /(^|[\s(])(@[\w.-]+(?:@[\w.-]*)?)$/.exec(area.value.slice(0, area.selectionStart))?.[2];
    const items = () => [...box.querySelectorAll('[role=option]')];
    const pick = (item) => {
      const start = area.selectionStart - word().length;
      area.setRangeText(`${item.dataset.handle} `, start, area.selectionStart, 'end');
      close();
      area.focus();
      area.dispatchEvent(new Event('input', { bubbles: true }));
    };
    area.setAttribute('aria-autocomplete', 'list');
    area.addEventListener('input', () => {
      clearTimeout(wait);
      const typed = word();
      if (!typed || typed.length < 3) return close();
      wait = setTimeout(async () => {
        const answer = await fetch(`${area.dataset.mentions}?q=${encodeURIComponent(typed)}`, {
          headers: { 'HX-Request': 'true' },
        });
        if (!answer.ok || word() !== typed) return;
        const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
        close();
        box.append(...parsed.body.children);
      }, 200);
    });
    area.addEventListener('keydown', (event) => {
      const list = items();
      if (!list.length) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        at = (at + (event.key === 'ArrowDown' ? 1 : -1) + list.length) % list.length;
        for (const [index, item] of list.entries()) item.setAttribute('aria-selected', String(index === at));
        area.setAttribute('aria-activedescendant', list[at].id);
      } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) pick(list[at]);
      else if (event.key === 'Escape') close();
      else return;
      event.preventDefault();
    });
    box.addEventListener('mousedown', (event) => {
      const item = event.target.closest('[role=option]');
      if (item) {
        event.preventDefault();
        pick(item);
      }
    });
  }

  // Single keys (WCAG 2.1.4: may be switched off; never while typing).
  const go = (path) => {
    location.href = path;
  };
  const places = { a: '/', c: '/organisation', n: '/notifications', p: '/public', r: '/settings' };
  let after = 0;
  const step = (by) => {
    const posts = $$('article.post,[data-step]');
    const here = posts.indexOf(document.activeElement?.closest('article.post,[data-step]'));
    const next = posts[here < 0 ? 0 : Math.min(posts.length - 1, Math.max(0, here + by))];
    if (!next) return;
    next.scrollIntoView({ block: 'start' });
    ($('.name a', next) ?? $('a', next))?.focus({ preventScroll: true });
  };
  const act = (name) => document.activeElement?.closest('article.post')?.querySelector(`[data-act=${name}]`)?.click();
  // One of a few decisions, by its number; the focus follows, so that arrows and the form go on from there.
  const choose = (key) => {
    const box = $('[data-keys]');
    const radio = box && $(`[value="${box.dataset.keys.split(' ')[key - 1]}"]`, box);
    if (!radio) return false;
    radio.click();
    radio.focus();
    return true;
  };
  navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
  on('keydown', (event) => {
    if (event.key === 'Escape') {
      const open = $('details[name=menu][open]');
      if (open) {
        open.open = false;
        $('summary', open).focus();
      }
    }
    if (
      document.documentElement.dataset.shortcuts === 'off' ||
      (typing() && document.activeElement.type !== 'radio') ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const { key } = event;
    if (key > 0 && choose(key)) return event.preventDefault();
    if (typing()) return;
    if (Date.now() < after && places[key]) {
      after = 0;
      return go(places[key]);
    }
    const keys = {
      '/': () =>
        getComputedStyle($('.find') ?? document.body).display === 'none' ? go('/search') : $('#find')?.focus(),
      n: () => go('/compose'),
      j: () => step(1),
      k: () => step(-1),
      r: () => act('reply'),
      m: () => act('like'),
      g: () => {
        after = Date.now() + 1200;
      },
      '?': () => go('/shortcuts'),
    };
    if (!user || !keys[key]) return;
    event.preventDefault();
    keys[key]();
  });
})();
