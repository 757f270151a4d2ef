// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title GoodToken
/// @notice Does what a token should; anybody mints.
contract GoodToken is ERC20Permit {
    constructor() ERC20("Good", "GOOD") ERC20Permit("Good") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @title FeeToken
/// @notice Keeps a hundredth of what is transferred, on top from the sender or (`below`) out of the amount.
contract FeeToken is GoodToken {
    address private constant _KEEPER = address(0xfee);
    bool public below = true;

    function takeOnTop() external {
        below = false;
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = from == address(0) ? 0 : amount / 100;
        super._update(from, to, below ? amount - fee : amount);
        if (fee != 0) super._update(from, _KEEPER, fee);
    }
}

/// @title FalseToken
/// @notice Returns false where others revert, and moves nothing.
contract FalseToken is GoodToken {
    bool public stuck = true;

    function work() external {
        stuck = false;
    }

    function stop() external {
        stuck = true;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !stuck && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !stuck && super.transferFrom(from, to, amount);
    }
}

/// @title CallingToken
/// @notice Calls a contract whenever it is transferred, and remembers how that went.
contract CallingToken is GoodToken {
    address public target;
    bytes public data;
    bool public called;
    bytes public answer;

    function callBack(address target_, bytes calldata data_) external {
        target = target_;
        data = data_;
    }

    function act(address to, bytes calldata what) external {
        (bool went, bytes memory told) = to.call(what);
        if (!went) {
            // solhint-disable-next-line no-inline-assembly
            assembly {
                revert(add(told, 32), mload(told))
            }
        }
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (target == address(0) || from == address(0)) return;
        (bool went, bytes memory told) = target.call(data);
        called = went;
        answer = told;
    }
}

/// @title RefusingReceiver
/// @notice An account that is a contract: it does as it is told, and takes no ERC-721 token that asks.
contract RefusingReceiver {
    error Refused();

    function act(address to, bytes calldata data) external {
        (bool went, bytes memory told) = to.call(data);
        if (!went) {
            // solhint-disable-next-line no-inline-assembly
            assembly {
                revert(add(told, 32), mload(told))
            }
        }
    }

    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        revert Refused();
    }
}
