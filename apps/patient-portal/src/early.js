// Runs with the page's head, long before the app's code has come: what the first screen will ask for is then under way.
{
  const asked = {};
  const ask = (question) => {
    asked[question] = fetch(question);
    // Whoever takes the answer hears of a failure; until then nobody does.
    asked[question].catch(() => undefined);
  };
  ask('/trpc/account.me');
  if (location.pathname === '/') {
    ask('/trpc/catalog.get');
    if (!location.search) ask(`/trpc/slots.find?input=${encodeURIComponent('{"limit":1}')}`);
  }
  window.vitalmedAsked = asked;
}
