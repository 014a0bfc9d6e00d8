import { getLocale } from '@vitalmed/i18n';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = getLocale();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
