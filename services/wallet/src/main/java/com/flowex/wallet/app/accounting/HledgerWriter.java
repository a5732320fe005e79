package com.flowex.wallet.app.accounting;

import com.flowex.domain.market.Asset;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Writer of an hledger journal that {@code hledger check --strict} accepts without errors.
 *
 * @see <a href="https://hledger.org/1.25/hledger.html#journal-format">hledger 1.25, journal format</a>
 */
final class HledgerWriter implements AccountingWriter {

    private final Writer out;

    HledgerWriter(Writer out) throws IOException {
        this.out = out;
        out.write("decimal-mark .\n");
    }

    @Override
    public void title(String line) throws IOException {
        out.write("; " + line + "\n");
    }

    /** Declares as many decimal places as the asset has, because hledger decides by them which amounts are zero. */
    @Override
    public void commodity(Asset asset) throws IOException {
        out.write("commodity 1." + "0".repeat(asset.scale().places()) + " " + symbol(asset) + "\n");
    }

    @Override
    public void account(List<String> account) throws IOException {
        out.write("account " + name(account) + "\n");
    }

    @Override
    public void transaction(Transaction transaction) throws IOException {
        out.write("\n" + transaction.date());
        if (transaction.sequence() > 0) {
            out.write(" (" + transaction.sequence() + ")");
        }
        out.write(" " + transaction.what());
        if (!transaction.reference().isEmpty()) {
            out.write(" " + transaction.reference());
        }
        out.write("  ; " + transaction.time() + "\n");
        for (Line line : transaction.lines()) {
            String asserted = line.asserted();
            out.write("    " + name(line.account()) + "  " + amount(line.amount(), line.asset())
                    + (asserted == null ? "" : " = " + amount(asserted, line.asset())) + "\n");
        }
    }

    @Override
    public void balance(LocalDate date, List<String> account, Asset asset, String amount) throws IOException {
        out.write("\n" + date + " balance\n    " + name(account) + "  " + amount("0", asset) + " = "
                + amount(amount, asset) + "\n");
    }

    private static String name(List<String> account) {
        return String.join(":", account).toLowerCase(Locale.ROOT);
    }

    private static String amount(String amount, Asset asset) {
        return amount + " " + symbol(asset);
    }

    /** Returns the symbol. One with other characters than capital letters is put in quotation marks. */
    private static String symbol(Asset asset) {
        String code = asset.code();
        return code.chars().allMatch(each -> each >= 'A' && each <= 'Z') ? code : '"' + code + '"';
    }
}
