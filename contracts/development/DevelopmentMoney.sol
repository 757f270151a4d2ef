// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title DevelopmentMoney
/// @notice Money for trying the registry out: worth nothing, and there can be none on any chain but the development
/// chain. No part of the registry.
contract DevelopmentMoney is ERC20Permit {
    uint256 private constant _DEVELOPMENT_CHAIN = 31337;

    /// @notice This is not the development chain.
    error NotTheDevelopmentChain(uint256 chainId);

    /// @notice Gives every holder a purse of `amount` hundredths.
    constructor(
        address[] memory holders,
        uint256 amount
    ) ERC20("Development money", "DEV") ERC20Permit("Development money") {
        if (block.chainid != _DEVELOPMENT_CHAIN) revert NotTheDevelopmentChain(block.chainid);
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], amount);
    }

    /// @notice Counted in hundredths.
    function decimals() public pure override returns (uint8) {
        return 2;
    }
}
