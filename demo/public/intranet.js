// All that an intranet writes to let Cordée know who is there: where a fresh token comes from.
const journey = document.querySelector('cordee-journey[data-token-source]');

if (journey) {
  journey.tokenFactory = async () => {
    const response = await fetch(journey.dataset.tokenSource, { cache: 'no-store' });
    if (!response.ok) throw new Error(`The session gave no token (${response.status}).`);
    const { token } = await response.json();
    return token;
  };
}

document.querySelector('.search')?.addEventListener('submit', (event) => event.preventDefault());

// The page in the other language is the same place: what stands behind the # goes along.
document.querySelector('a[lang][href^="?"]')?.addEventListener('click', ({ currentTarget }) => {
  currentTarget.hash = location.hash;
});
