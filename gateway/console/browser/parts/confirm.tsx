import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../words/language.ts';

/** A button that asks once more, in a dialog, before something is done that others will see. */
export function Confirm({
  label,
  about,
  title,
  yes,
  isMain = false,
  isDisabled = false,
  canConfirm = true,
  onYes,
  children,
}: {
  readonly label: string;
  /** What the button is about, for who does not see what stands beside it. */
  readonly about?: string | undefined;
  readonly title: string;
  readonly yes: string;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  /** Whether all is there that it takes. */
  readonly canConfirm?: boolean;
  readonly onYes: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  return (
    <DialogTrigger>
      <Button
        className={`button ${isMain ? 'button-main' : ''}`}
        isDisabled={isDisabled}
        {...(about !== undefined && { 'aria-label': about })}
      >
        {label}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog" role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title">{title}</Heading>
                {children}
                <div className="verdicts">
                  <Button
                    className="button button-main"
                    isDisabled={!canConfirm}
                    onPress={() => {
                      onYes();
                      close();
                    }}
                  >
                    {yes}
                  </Button>
                  <Button className="button" onPress={close}>
                    {words.decide.back}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
