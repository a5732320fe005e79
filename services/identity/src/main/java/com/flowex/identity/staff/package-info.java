/**
 * Users as administrators see them: roles, what takes a second person, users who are there from the start.
 *
 * <p>Invariant: nobody grants what they do not have.
 */
@NullMarked
package com.flowex.identity.staff;

import org.jspecify.annotations.NullMarked;
