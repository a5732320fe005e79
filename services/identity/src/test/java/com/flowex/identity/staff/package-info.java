/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.staff;

import org.jspecify.annotations.NullMarked;
