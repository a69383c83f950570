import { type DragEvent, useId, useRef, useState } from 'react';
import common from '../../app/common.module.css';
import { useSay } from '../../language/say.tsx';
import classes from './import-page.module.css';

interface FileDropProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place to drop files, or to choose them with the keyboard. */
export function FileDrop({ label, hint, accept, multiple = false, files, onFiles }: FileDropProps) {
  const say = useSay();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const dropped = [...event.dataTransfer.files];
    onFiles(multiple ? dropped : dropped.slice(0, 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the first is the field inside
    <div
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className={classes.dropLabel}>
        {label}
      </label>
      <p id={`${id}-hint`}>{hint}</p>
      <input
        className={`${common.unseen} ${classes.native}`}
        ref={input}
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
      {/* The browser's own field would name the files a second time, in its own language. */}
      <span className={classes.choose} aria-hidden="true" onPointerUp={() => input.current?.click()}>
        {say(multiple ? 'web.import.chooseMany' : 'web.import.choose')}
      </span>
      {files.length > 0 ? (
        <ul>
          {files.map(({ name, size }) => (
            <li key={name}>
              {name}{' '}
              <span className={classes.quiet}>
                ({say('web.import.size', { size: Math.max(1, Math.round(size / 1024)) })})
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
