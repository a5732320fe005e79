package com.flowex.domain.command;

/**
 * Previews the result of placing this pair now, both orders together. Nothing changes, and their client order ids stay
 * unused.
 */
public record TryOrderPair(PlaceOrderPair pair) implements CompoundPlacement {}
