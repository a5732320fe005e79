package com.flowex.wallet.app.accounting;

import com.flowex.platform.errors.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** Program that the export is written for. */
public enum AccountingFormat {
    HLEDGER("flowex.journal") {
        @Override
        public AccountingWriter to(Writer out) throws IOException {
            return new HledgerWriter(out);
        }
    },
    BEANCOUNT("flowex.beancount") {
        @Override
        public AccountingWriter to(Writer out) {
            return new BeancountWriter(out);
        }
    };

    private final String file;

    AccountingFormat(String file) {
        this.file = file;
    }

    public abstract AccountingWriter to(Writer out) throws IOException;

    /** Returns the file name for the download. */
    public String file() {
        return file;
    }

    /**
     * Returns the format with the given name.
     *
     * @throws Refusal {@code invalid_field} if the format is missing or unknown
     */
    public static AccountingFormat named(Optional<String> word) {
        return switch (word.orElse("")) {
            case "hledger" -> HLEDGER;
            case "beancount" -> BEANCOUNT;
            default -> throw Refusal.invalid("format", "hledger or beancount");
        };
    }
}
