package com.flowex.custody.connector;

import com.flowex.platform.settings.SettingsReader;

/**
 * Numbers of blocks on a transaction, its own included.
 *
 * @param confirmations blocks until a deposit is credited
 * @param finality blocks until it counts as final; not below {@code confirmations}
 */
record ConfirmationDepths(int confirmations, int finality) {

    /**
     * Reads the numbers of blocks.
     *
     * @param prefix prefix of the settings' names
     */
    static ConfirmationDepths read(SettingsReader reader, String prefix, ConfirmationDepths otherwise, int max) {
        String finalityName = prefix + "_FINALITY";
        String confirmationsName = prefix + "_CONFIRMATIONS";
        int confirmations = reader.integer(
                confirmationsName,
                otherwise.confirmations,
                1,
                max,
                "blocks, its own included, after which a deposit is credited");
        int finality = reader.integer(
                finalityName, otherwise.finality, 1, max, "blocks after which a block is taken as there for ever");
        if (finality < confirmations) {
            reader.refuse(finalityName + " must be at least " + confirmationsName);
        }
        return new ConfirmationDepths(confirmations, Math.max(confirmations, finality));
    }
}
