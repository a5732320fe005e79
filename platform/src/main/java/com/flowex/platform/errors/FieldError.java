package com.flowex.platform.errors;

/**
 * One field that breaks a rule.
 *
 * @param field its name on the wire, for example "price"
 * @param rule completes the sentence "price must be ...", without a full stop
 */
public record FieldError(String field, String rule) {}
