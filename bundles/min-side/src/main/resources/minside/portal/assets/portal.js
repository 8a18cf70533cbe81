// Everything works without this file: it only adds a button beside values that are meant to be copied.
for (const place of document.querySelectorAll('[data-copy]')) {
  const value = place.querySelector('input');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = place.dataset.copy;
  button.addEventListener('click', async () => {
    value.select();
    await navigator.clipboard.writeText(value.value);
    button.textContent = place.dataset.copied;
    setTimeout(() => { button.textContent = place.dataset.copy; }, 2000);
  });
  if (navigator.clipboard) value.after(button);
}
