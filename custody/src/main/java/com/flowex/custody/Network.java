package com.flowex.custody;

import java.util.regex.Pattern;

/**
 * A network on which money moves, as users see it.
 *
 * @param code name for users and settings, in lower case, as in {@code bitcoin}
 * @param title display name
 * @param purpose purpose in its keys' paths: 44 (BIP-44), 84 where addresses are P2WPKH (BIP-84)
 * @param coinType coin type in its keys' paths (SLIP-44)
 * @param confirmations blocks until a deposit is credited, its own block included
 * @param finality blocks after which a block counts as final; not below {@code confirmations}
 * @param takesMemo true if a payment carries a memo that names its final receiver
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
