import { Button } from '@mantine/core';
import { useMessages } from '../../i18n/language.tsx';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { DropPanel } from '../../ui/drop-panel.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { planMessages } from './messages.ts';
import { densities, optionalColumns, type TableLook } from './plan-columns.ts';
import classes from './table-tools.module.css';

interface TableToolsProps {
  look: TableLook;
  onLook: (look: TableLook) => void;
  onExport: () => void;
}

export function TableTools({ look, onLook, onExport }: TableToolsProps) {
  const { tools, columns } = useMessages(planMessages);
  return (
    <div className={classes.tools}>
      <Button variant="default" onClick={onExport} className={classes.button}>
        {tools.csv}
      </Button>
      <div className={classes.look}>
        <DropPanel label={tools.view} button={tools.view}>
          <div className={classes.panel}>
            <ChoiceBar
              label={tools.density}
              value={look.density}
              choices={densities.map((value) => ({ value, label: tools[value] }))}
              onChange={(density) => onLook({ ...look, density })}
            />
            <fieldset className={classes.columns}>
              <legend>{tools.columns}</legend>
              {optionalColumns.map((column) => (
                <Toggle
                  key={column}
                  label={columns[column]}
                  checked={look.columns.includes(column)}
                  onChange={(shown) =>
                    onLook({
                      ...look,
                      columns: shown
                        ? [...look.columns, column]
                        : look.columns.filter((other) => other !== column),
                    })
                  }
                />
              ))}
            </fieldset>
            <p className={classes.note}>{tools.narrow}</p>
          </div>
        </DropPanel>
      </div>
    </div>
  );
}
