/** A walk through an exchange by XChange, as it is but for its base addresses; every operation is checked by what it brought about. */
@NullMarked
package com.flowex.walk;

import org.jspecify.annotations.NullMarked;
