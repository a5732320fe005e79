package com.flowex.wallet.books;

import com.flowex.domain.Asset;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The input of Beancount 2, so that {@code bean-check} finds nothing.
 *
 * @see <a href="https://beancount.github.io/docs/beancount_language_syntax.html">Beancount Language Syntax</a>
 */
final class Beancount implements Books {

    /** Before everything: an account is open, and an asset is one, from here on. */
    private static final String BEGINNING = "1970-01-01";

    /** What its grammar takes for something else than a currency. */
    private static final Set<String> WORDS = Set.of("TRUE", "FALSE", "NULL");

    private final Writer out;

    Beancount(Writer out) {
        this.out = out;
    }

    @Override
    public void title(String line) throws IOException {
        out.write("; " + line + "\n");
    }

    @Override
    public void commodity(Asset asset) throws IOException {
        out.write(BEGINNING + " commodity " + currency(asset) + "\n  name: \"" + asset.code() + "\"\n");
    }

    @Override
    public void account(List<String> account) throws IOException {
        out.write(BEGINNING + " open " + name(account) + "\n");
    }

    @Override
    public void transaction(Transaction transaction) throws IOException {
        out.write("\n" + transaction.date() + " * \"" + transaction.what() + "\"\n");
        out.write("  time: \"" + transaction.time() + "\"\n");
        if (transaction.sequence() > 0) {
            out.write("  sequence: " + transaction.sequence() + "\n  id: \"" + transaction.reference() + "\"\n");
        }
        for (Line line : transaction.lines()) {
            out.write("  " + name(line.account()) + "  " + line.amount() + " " + currency(line.asset()) + "\n");
        }
    }

    /** It is checked at the beginning of a day, so of the next one, and exactly. */
    @Override
    public void balance(LocalDate date, List<String> account, Asset asset, String amount) throws IOException {
        out.write("\n" + date.plusDays(1) + " balance " + name(account) + "  " + amount + " ~ 0 " + currency(asset)
                + "\n");
    }

    private static String name(List<String> account) {
        return String.join(":", account);
    }

    /** Two letters or digits at least, and the first a letter; no code has a hyphen, so no two become one. */
    static String currency(Asset asset) {
        String code = asset.code();
        boolean legal = code.length() > 1 && Character.isLetter(code.charAt(0)) && !WORDS.contains(code);
        return legal ? code : "X-" + code;
    }
}
