package com.flowex.domain.command;

/** Asks what placing this pair would do now, both orders together. Nothing changes, and their client order ids stay unused. */
public record TryOrderPair(PlaceOrderPair pair) implements Command {}
