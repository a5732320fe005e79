package com.flowex.custody;

/**
 * A signed transaction. It can be sent repeatedly: the same bytes are the same payment.
 *
 * @param transaction its id on the network
 * @param body its bytes, in hexadecimal digits
 */
public record Signed(String network, String transaction, String body) {}
