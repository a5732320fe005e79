package com.flowex.wallet.books;

import com.flowex.ground.refusal.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** Program that the export is written for. */
enum BooksForm {
    HLEDGER("flowex.journal") {
        @Override
        Books to(Writer out) throws IOException {
            return new Hledger(out);
        }
    },
    BEANCOUNT("flowex.beancount") {
        @Override
        Books to(Writer out) {
            return new Beancount(out);
        }
    };

    private final String file;

    BooksForm(String file) {
        this.file = file;
    }

    abstract Books to(Writer out) throws IOException;

    /** Returns the file name for the download. */
    String file() {
        return file;
    }

    /**
     * Returns the format with the given name.
     *
     * @throws Refusal {@code invalid_field} if the format is missing or unknown
     */
    static BooksForm named(Optional<String> word) {
        return switch (word.orElse("")) {
            case "hledger" -> HLEDGER;
            case "beancount" -> BEANCOUNT;
            default -> throw Refusal.invalid("format", "hledger or beancount");
        };
    }
}
