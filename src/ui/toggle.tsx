import classes from './toggle.module.css';

interface ToggleProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** The browser's own checkbox, with its label. */
export function Toggle({ label, checked, onChange }: ToggleProps) {
  return (
    <label className={classes.toggle}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
