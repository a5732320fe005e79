package com.flowex.custody.signer;

import com.flowex.custody.Coin;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.custody.Scheme;
import com.flowex.custody.SignerException;
import com.flowex.custody.TransactionContents;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of outgoing money. They are independent of the exchange's withdrawals, approvals and limits, and hold when all
 * of those fail.
 *
 * @param limits limits; a tenant's own goes before a general one, and an asset without any may not leave
 * @param allowed allowed addresses; a network that has one pays to no others
 */
public record SignerPolicy(List<Limit> limits, List<Allowed> allowed) {

    public SignerPolicy {
        limits = List.copyOf(limits);
        allowed = List.copyOf(allowed);
    }

    /**
     * Limit of an asset on a network.
     *
     * @param tenant tenant; empty for every tenant
     * @param payment greatest amount in one transaction, in coins
     * @param day greatest amount in one day, in coins
     */
    public record Limit(OptionalInt tenant, String network, String asset, BigDecimal payment, BigDecimal day) {

        private static final Pattern FORM = Pattern.compile(
                "(?:([1-9][0-9]{0,8})/)?([a-z][a-z0-9-]+):([A-Z0-9]+):([0-9]{1,18}(?:\\.[0-9]{1,18})?):([0-9]{1,18}(?:\\.[0-9]{1,18})?)");

        /**
         * Parses a limit.
         *
         * @throws IllegalArgumentException if the text is not a limit
         */
        public static Limit parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("no limit: " + text);
            }
            OptionalInt tenant =
                    parts.group(1) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts.group(1)));
            return new Limit(
                    tenant,
                    parts.group(2),
                    parts.group(3),
                    new BigDecimal(parts.group(4)),
                    new BigDecimal(parts.group(5)));
        }
    }

    /** An address that payments may go to. */
    public record Allowed(String network, String address) {

        /**
         * Parses an address.
         *
         * @throws IllegalArgumentException if the text is not an address
         */
        public static Allowed parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new IllegalArgumentException("no address: " + text);
            }
            return new Allowed(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /**
     * Returns the outgoing amounts by asset: all payments to addresses other than the payer's own, and the fee.
     *
     * @param own the tenant's hot address, derived from the seed
     * @throws SignerException if a payment goes to an address that is not allowed
     */
    Map<String, BigInteger> leaving(Scheme scheme, TransactionContents contents, String own) {
        Map<String, BigInteger> leaving = new TreeMap<>();
        scheme.feeCoin().ifPresent(coin -> leaving.put(coin.asset(), contents.fee()));
        for (Payment payment : contents.payments()) {
            if (!payment.to().equals(own)) {
                mustBeAllowed(scheme, payment.to());
                leaving.merge(payment.coin().asset(), payment.units(), BigInteger::add);
            }
        }
        return leaving;
    }

    private void mustBeAllowed(Scheme scheme, String address) {
        String network = scheme.network().code();
        List<Allowed> here =
                allowed.stream().filter(one -> one.network().equals(network)).toList();
        boolean isAllowed = here.isEmpty()
                || here.stream().anyMatch(one -> scheme.read(one.address()).equals(new ParsedAddress.Valid(address)));
        if (!isAllowed) {
            throw new SignerException(address + " is not among the addresses that are allowed", true);
        }
    }

    /**
     * Checks the limits.
     *
     * @param today amount that has left already today
     * @throws SignerException if a limit is exceeded
     */
    void judge(int tenant, String network, Coin coin, BigInteger units, BigInteger today) {
        if (units.signum() == 0) {
            return;
        }
        Limit limit = limit(tenant, network, coin.asset())
                .orElseThrow(() -> new SignerException("there is no limit for " + coin + ", so nothing leaves", true));
        if (units.compareTo(units(limit.payment(), coin)) > 0) {
            throw new SignerException(
                    shown(units, coin) + " in one transaction is above the limit of " + limit.payment(), true);
        }
        if (today.add(units).compareTo(units(limit.day(), coin)) > 0) {
            throw new SignerException(
                    shown(units, coin) + " on top of " + shown(today, coin) + " today is above the limit of "
                            + limit.day(),
                    true);
        }
    }

    private Optional<Limit> limit(int tenant, String network, String asset) {
        return of(OptionalInt.of(tenant), network, asset).or(() -> of(OptionalInt.empty(), network, asset));
    }

    private Optional<Limit> of(OptionalInt tenant, String network, String asset) {
        return limits.stream()
                .filter(limit -> limit.tenant().equals(tenant)
                        && limit.network().equals(network)
                        && limit.asset().equals(asset))
                .findFirst();
    }

    private static BigInteger units(BigDecimal coins, Coin coin) {
        return coins.movePointRight(coin.decimals()).toBigInteger();
    }

    private static String shown(BigInteger units, Coin coin) {
        return new BigDecimal(units, coin.decimals()).stripTrailingZeros().toPlainString() + " " + coin.asset();
    }
}
