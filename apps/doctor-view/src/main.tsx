import { getLocale } from '@vitalmed/i18n';
import { CrashGuard, keepPartsReady } from '@vitalmed/ui-react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = getLocale();
keepPartsReady();
createRoot(root).render(
  <StrictMode>
    <CrashGuard>
      <App />
    </CrashGuard>
  </StrictMode>,
);
