import { useSay } from '../../language/say.tsx';

export function ImportPage() {
  const say = useSay();
  return <h1>{say('web.import')}</h1>;
}
