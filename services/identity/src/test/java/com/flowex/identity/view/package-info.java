/** Tests of the view of accounts. */
@NullMarked
package com.flowex.identity.view;

import org.jspecify.annotations.NullMarked;
