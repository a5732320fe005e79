package com.flowex.wallet.books;

import com.flowex.platform.errors.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** Program that the export is written for. */
enum AccountingFormat {
    HLEDGER("flowex.journal") {
        @Override
        AccountingWriter to(Writer out) throws IOException {
            return new HledgerWriter(out);
        }
    },
    BEANCOUNT("flowex.beancount") {
        @Override
        AccountingWriter to(Writer out) {
            return new BeancountWriter(out);
        }
    };

    private final String file;

    AccountingFormat(String file) {
        this.file = file;
    }

    abstract AccountingWriter to(Writer out) throws IOException;

    /** Returns the file name for the download. */
    String file() {
        return file;
    }

    /**
     * Returns the format with the given name.
     *
     * @throws Refusal {@code invalid_field} if the format is missing or unknown
     */
    static AccountingFormat named(Optional<String> word) {
        return switch (word.orElse("")) {
            case "hledger" -> HLEDGER;
            case "beancount" -> BEANCOUNT;
            default -> throw Refusal.invalid("format", "hledger or beancount");
        };
    }
}
