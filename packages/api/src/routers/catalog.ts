import { getCatalog } from '@vitalmed/services';
import { answer } from '../error-map.ts';
import { anyone, router } from '../procedures.ts';

export const catalog = router({ get: anyone.query(async ({ ctx }) => answer(await getCatalog(ctx))) });
