package com.flowex.domain.event;

/**
 * The engine follows these rules from the next command on.
 */
public record RulesAdopted(int version) implements Event {}
