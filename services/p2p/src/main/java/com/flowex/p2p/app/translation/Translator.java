package com.flowex.p2p.app.translation;

/** Service that translates texts. */
@FunctionalInterface
public interface Translator extends AutoCloseable {

    @Override
    default void close() {}

    /**
     * Translates a text. It must not be called in a transaction.
     *
     * @param text at most 1,000 characters
     * @param language code of ISO 639-1
     */
    Result translate(String text, String language);

    /** Result of a translation. */
    sealed interface Result {

        /**
         * Translated text.
         *
         * @param from language of the original, as the service detected it; empty if it does not say so
         */
        record Done(String text, String from) implements Result {}

        /**
         * There is no translation.
         *
         * @param why reason in a few words, without the text
         */
        record Failed(String why) implements Result {}
    }
}
