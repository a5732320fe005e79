/**
 * What administrators restrict users to: kept with its history, told to the exchange until it has answered, and obeyed in every process.
 *
 * <p>Invariant: what has ended never comes into force again by itself.
 */
@NullMarked
package com.flowex.identity.restriction;

import org.jspecify.annotations.NullMarked;
