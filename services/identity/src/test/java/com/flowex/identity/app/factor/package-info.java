/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.factor;

import org.jspecify.annotations.NullMarked;
