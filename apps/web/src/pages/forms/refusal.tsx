import { Problem } from '../../api/client.ts';
import { useSay } from '../../language/say.tsx';
import classes from './forms.module.css';

/** What the server said no to, in its words. */
export function Refusal({ error }: { readonly error: Error | null }) {
  const say = useSay();
  if (!error) return null;
  return (
    <span role="alert" className={classes.wrong}>
      {error instanceof Problem ? error.document.issues.map(({ message }) => message).join(' ') : say('web.trouble')}
    </span>
  );
}
