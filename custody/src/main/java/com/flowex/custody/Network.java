package com.flowex.custody;

import java.util.regex.Pattern;

/**
 * A network on which money moves, as users see it.
 *
 * @param code what users and settings call it, as in {@code bitcoin}: lower case
 * @param title what the page calls it
 * @param purpose of its keys' paths: 44 (BIP-44), 84 where addresses are P2WPKH (BIP-84)
 * @param coinType of its keys' paths: SLIP-44
 * @param confirmations blocks, the one with the payment included, after which money that came in is credited
 * @param finality blocks after which a block is taken as there for ever; not below {@code confirmations}
 * @param takesMemo whether a payment carries a memo that tells its receiver whom it is for
 */
public record Network(
        String code, String title, int purpose, int coinType, int confirmations, int finality, boolean takesMemo) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    public Network {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a network's code is 2 to 32 of a-z 0-9 -, a letter first, was " + code);
        }
        if (confirmations < 1 || finality < confirmations) {
            throw new IllegalArgumentException("confirmations are at least 1 and at most the finality, were "
                    + confirmations + " and " + finality);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
