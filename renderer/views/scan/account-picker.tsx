import { Radios, TextField } from '#renderer/ui/fields.tsx';
import type { ChoiceProps } from './profile-picker.tsx';

/** Whether only the profiles' own accounts are read, or every account of a list, each entered by a role. */
export function AccountPicker({ choice, onChange }: ChoiceProps) {
  const isList = choice.accountMode !== 'own';
  return (
    <>
      <Radios
        label="Accounts"
        choices={[
          { id: 'own', label: 'The profiles\u2019 own', hint: 'the account each profile leads into' },
          { id: 'organization', label: 'The whole organisation', hint: 'as AWS Organizations lists it; a role is assumed in each account' },
          { id: 'portal', label: 'The whole sign-in portal', hint: 'all that an SSO profile may enter' },
        ]}
        selected={choice.accountMode}
        onSelect={(accountMode) => onChange({ ...choice, accountMode })}
      />
      {isList ? (
        <TextField
          label="Role"
          placeholder={choice.accountMode === 'portal' ? 'the role of the profile' : 'a read-only role, e.g. LinkscapeReadOnly'}
          value={choice.role}
          onChange={(role) => onChange({ ...choice, role })}
        />
      ) : null}
    </>
  );
}
