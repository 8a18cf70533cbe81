'use strict';

// The token lives in this page only: closing it forgets it.
document.getElementById('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const value = (id) => document.getElementById(id).value;
  const credentials = { username: value('username'), password: value('password') };
  if (value('totp')) {
    credentials.totp = value('totp');
  }
  const answer = await fetch('../sessions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const body = await answer.json();
  if (!answer.ok) {
    document.getElementById('answer').textContent = body.detail;
    return;
  }
  document.getElementById('sign-in').remove();
  window.SwaggerUIBundle({
    url: '../openapi.json',
    dom_id: '#ui',
    deepLinking: true,
    requestInterceptor: (request) => {
      request.headers.Authorization = 'Bearer ' + body.token;
      return request;
    },
  });
});
