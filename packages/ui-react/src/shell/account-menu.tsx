import { m } from '@vitalmed/i18n';
import { ChevronDown, LogOut } from 'lucide-react';
import { toast } from '../feedback/toasts.tsx';
import { Menu } from '../overlays/menu.tsx';
import { useSession } from '../session/session-gate.tsx';

const ROLE_NAMES: Record<string, (() => string) | undefined> = {
  secretary: m.staff_role_secretary,
  admin: m.staff_role_admin,
  doctor: m.staff_role_doctor,
};

export function AccountMenu() {
  const { user, signOut } = useSession();
  const name = `${user.firstName} ${user.lastName}`;
  const role = ROLE_NAMES[user.role]?.() ?? user.role;
  return (
    <Menu
      trigger={
        <button type="button" aria-label={m.staff_account_menu({ name })} className="btn btn-ghost px-2">
          <span className="flex size-7 items-center justify-center rounded-full bg-brand font-bold text-on-brand text-xs">
            {user.firstName.charAt(0)}
            {user.lastName.charAt(0)}
          </span>
          <ChevronDown aria-hidden className="size-4" />
        </button>
      }
    >
      {({ MenuGroup, MenuItem }) => (
        <MenuGroup label={`${name} · ${role}`}>
          <MenuItem
            icon={<LogOut aria-hidden className="size-4" />}
            onSelect={() => void signOut().catch((error) => toast.failure(error))}
          >
            {m.common_sign_out()}
          </MenuItem>
        </MenuGroup>
      )}
    </Menu>
  );
}
