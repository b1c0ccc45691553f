// Passkeys: the server asks, the device answers, the answer goes with the form.
(() => {
  const form = document.querySelector('form[data-ask]');
  const kind = window.PublicKeyCredential;
  if (!form || !kind?.parseRequestOptionsFromJSON) return;
  const { answer } = form.elements;
  form.hidden = false;
  document.querySelector('[data-no-passkey]')?.remove();
  form.addEventListener('submit', async (event) => {
    if (answer.value) return;
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const options = await (await fetch(form.dataset.ask, { method: 'POST', body })).json();
      const made = form.elements.name
        ? navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
        : navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
      answer.value = JSON.stringify((await made).toJSON());
    } catch {
      answer.value = '-';
    }
    form.requestSubmit();
  });
  addEventListener('pageshow', () => {
    answer.value = '';
  });
})();
