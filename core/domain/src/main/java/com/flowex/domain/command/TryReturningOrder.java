package com.flowex.domain.command;

/** Previews the result of placing this order now. Nothing changes, and its client order id stays unused. */
public record TryReturningOrder(PlaceReturningOrder order) implements Command {}
