import { followLocale } from '@vitalmed/i18n';
import { render } from 'solid-js/web';
import { App } from './app.tsx';
import './app.css';
import { locale } from './shell/language.ts';

followLocale(locale);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
render(() => <App />, root);
