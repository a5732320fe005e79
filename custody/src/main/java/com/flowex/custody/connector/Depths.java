package com.flowex.custody.connector;

import com.flowex.ground.settings.SettingsReader;

/**
 * How many blocks, its own included, have to be upon a transaction.
 *
 * @param confirmations until a deposit is credited
 * @param finality until it is taken as there for ever; no less
 */
record Depths(int confirmations, int finality) {

    /** @param prefix of the settings' names */
    static Depths read(SettingsReader reader, String prefix, Depths otherwise, int max) {
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
        return new Depths(confirmations, Math.max(confirmations, finality));
    }
}
